# At the end of every letter.
letter-regards = Kind regards,
letter-signed = Polsslag, on behalf of { $organisation }
# Whom to ask about an account, as part of a sentence.
letter-who-accounts = whoever looks after accounts at { $organisation } ({ $addresses })
letter-who-server = whoever runs the Polsslag server at { $organisation }
# The letter that asks for an answer. It says the same to everybody.
letter-subject = { $title }: answer by { $closes }
letter-greeting = Hello,
letter-ask = { $organisation } puts the same { $items } statements to everybody: “{ $title }”. Answering takes about two minutes.
letter-button = Give your answer
letter-link = Does the button not work? This is your personal link:
letter-closes = You can answer, and change your answer, up to and including { $closes }. After that the answers are destroyed; only figures of groups remain.
letter-anonymous = Nobody can find your answer: not your manager, not the confidential adviser, and after the closing day not whoever runs the server either. A figure is only made of { $threshold } answers or more, and nobody sees who has answered.
letter-readers = The figures of teams are for the confidential adviser and for those responsible for the team; what is published about your own team, you see too. Comments are read by the confidential adviser, who may pass on a summary, or texts in which nobody can be recognised.
letter-adviser = Would you rather talk? The confidential adviser is { $name }.
# Where no way to reach the adviser is known.
letter-adviser-ask = Ask at work how to reach them.
letter-everybody = Everybody gets this email, with the same text. Please don’t forward it: the link is yours.
letter-page = Does the button not work? This is the address of the page:
letter-opt-out = Would you rather not get these emails? You can stop them, and Polsslag shows that to nobody.
letter-opt-out-button = Stop these emails
# The reminder. Everybody gets it, whoever answered too.
reminder-subject = { $title }: you can answer up to and including { $closes }
reminder-ask = You can still answer the { $items } statements that { $organisation } puts to everybody: “{ $title }”. Answering takes about two minutes.
reminder-thanks = Have you answered already? Thank you, then you need do nothing. Nobody sees who has answered, so everybody gets this reminder, with the same text.
reminder-own = Please don’t forward this email: the link is yours, the same one as before.
# To the adviser, when a wave waits for a passphrase.
closing-letter-subject = { $title }: the wave is over and waits for you
closing-letter-over = { $closes } was the last day on which people at { $organisation } could answer “{ $title }”. No answers are taken any more.
closing-letter-waits = Only your passphrase, or your deputy’s, can open the answers. Until one of you closes the wave, nothing is counted or published, and the answers stay sealed.
closing-letter-button = Close the wave
closing-letter-does = It takes a few minutes: you sign in, type your passphrase and see how far it is. Then the figures stand on your pages. Others read them only after you release them.
closing-letter-deputy = Are you away for a while? Your deputy can close the wave too, together with whoever looks after the server.
closing-letter-account = You get this email because you are the confidential adviser in Polsslag, with the account “{ $account }”. Don’t mail your passphrase to anybody: no email will ever ask you for it.
# What polsslag mail test sends.
trial-subject = A trial email from Polsslag at { $organisation }
trial-works = If you read this, Polsslag at { $organisation } can send emails.
trial-look = Please look at four things:
trial-place = Is this email among your usual mail, or among unwanted mail?
trial-sender = Is the sender the name that you chose, and where does an answer to this email go?
trial-origin = Look at the original of this email in your mail program. Does it say “pass” at SPF, DKIM and DMARC?
trial-dark = Does it read well on a phone too, in light and in dark, and does the button open your Polsslag?
trial-button = Open Polsslag
trial-why = Whoever looks after Polsslag sent this email with: polsslag mail test. You need not answer.
# What stands before the subject of a sample of a letter, and the unit that it is about.
sample-mark = (Sample)
sample-unit = Sample team
