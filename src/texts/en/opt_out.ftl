# The page behind the link at the foot of a letter: stopping the letters, and starting them again.
opt-out-title = Stop the letters
opt-out-lead = { $organisation } sends you letters that ask how safe it feels to speak up in your team, reminders, and letters about the results. Tick the box and press the button, and they stop.
opt-out-sure = Yes, send me no more of these letters
opt-out-unsure = Tick the box first. Programs that check e-mail press buttons too, and they must not stop your letters for you.
opt-out-meaning-title = What that means
opt-out-no-more = You get no invitations, reminders or letters about results any more, and so no link to answer with.
opt-out-nobody = Polsslag shows nobody that you stopped: not your manager, not the confidential adviser, not the administrator. It is kept as a mark; without a key file on the server nobody can tell that it is yours. Only whoever runs the mail server could see there that no letter went to you.
opt-out-counted = You still count as invited, like everybody in your team. Of somebody who does not answer, nobody can tell whether they get letters.
opt-out-back = You can come back: keep the link of this page, and one click here starts the letters again.
opt-out-stopped-title = You get no more letters
opt-out-stopped = From now on no invitations, reminders and letters about results go to you. One that is on its way already may still arrive.
opt-out-again-why = Would you like to take part again? With this button you get letters again, from the next one on.
opt-out-started = You get letters again, from the next one on.
opt-out-again = Send me letters again
error-opt-out-title = This link can't be used
error-opt-out = It is incomplete. Copy the whole link from the letter, or ask the confidential adviser.
