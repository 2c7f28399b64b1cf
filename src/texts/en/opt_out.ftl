# The page behind the link at the foot of a letter: stopping the letters, and starting them again.
opt-out-title = Stop these emails
opt-out-lead = { $organisation } sends you emails about how things are in your team: the question to answer, reminders of it, and word when there are results. Tick the box and press the button, and all of them stop.
opt-out-sure = Yes, send me no more of these emails
opt-out-unsure = Tick the box first. Programs that check email press buttons too, and they must not stop your emails for you.
opt-out-meaning-title = What that means
opt-out-no-more = You get no invitations, reminders or emails about results any more, and so no link to answer with. If you also have an account to sign in with, emails for that still come.
opt-out-nobody = Polsslag shows nobody that you stopped: not your manager, not the confidential adviser, not the administrator. It is kept as a mark; without a key file on the server nobody can tell that it is yours. Only whoever runs the mail server could see there that no email went to you.
opt-out-counted = You still count as invited, like everybody in your team. Of somebody who does not answer, nobody can tell whether they get emails.
opt-out-back = You can come back: keep the link of this page, and one click here starts the emails again.
opt-out-stopped-title = You get no more emails
opt-out-stopped = From now on no invitations, reminders and emails about results go to you. One that is on its way already may still arrive.
opt-out-again-why = Would you like to take part again? With this button you get emails again, from the next one on.
opt-out-started = You get emails again, from the next one on.
opt-out-again = Send me emails again
error-opt-out-title = This link can't be used
error-opt-out = It is wrong or incomplete. Copy the whole link from the email, or ask the confidential adviser.
