# The page that tells employees how their answer is protected, and where that ends.
protection-title = How your answer is protected
protection-lead = This page tells in plain words what happens to your answer, and where its protection ends.

protection-nobody = What nobody can do
protection-nobody-lookup = Nobody can look up what you answered. No page and no command shows one person's answer.
protection-nobody-list = Nobody gets a list of who has answered: there is none. Reminders go to everybody, with the same text.
protection-nobody-after = When the wave has been closed, your answer is destroyed. Then there is nothing left to find, not even for whoever runs the server.

protection-steps = What happens to your answer, step by step
protection-step-link = Your personal link holds a random code. The server keeps only scrambled forms of it. Your team, your answers and your comment are kept apart; only the code shows that they belong together.
protection-step-change = Opening the link uses nothing up, also when a mail scanner does it. You can change your answer until the closing day; only the last one counts.
protection-step-seal = Your browser locks (seals) your answers before it sends them, if it runs scripts and the address starts with https. The page tells you so. Otherwise the server locks them on arrival.
protection-step-team = The server adds which team you count in, and locks that too. Locked answers all have the same size; so do comments, even empty ones.
protection-step-close = After the closing day the answers are opened once, in the server's memory, and added up per group.
protection-step-destroy = Then the answers are destroyed, and so are the keys that open them.

protection-figures = When figures are shown
protection-threshold = A figure is always about a group in which at least { $threshold } people answered. A smaller team counts in the unit around it.
protection-figures-rounded = Figures are rounded, extremes are cut off, and the number of answers is shown as a range. What has been published never changes afterwards.
protection-figures-comments = Comments are kept apart from scores and are meant for the confidential adviser only. They can be read only where ten or more people together wrote one. They are sorted by the alphabet, so their order tells nothing. The adviser may pass on a summary, or texts without what gives somebody away, to the people of the unit and whoever is responsible for it.
protection-figures-names = Don't write names in a comment, or things that only you know.

protection-keeps = What the server keeps, and what it doesn't
protection-keeps-people = It keeps a list of who is invited, with email address and team.
protection-keeps-answers = It keeps locked answers until the wave is closed; after that only figures of groups and, locked, the comments that may be read.
protection-keeps-log = Its log has no network address, no link and no answer.
protection-keeps-cookie = The answer pages set no cookie and load nothing from elsewhere.
protection-custody-file = In this organisation, the keys of an open wave lie in a file on the server, apart from the database. Whoever takes both while the wave is open can read answers with their team, and can also work out whose they are. Comments can still be read that way after the close, but not who wrote them.
protection-custody-passphrase = In this organisation, the key that opens a wave is locked with a passphrase that only the confidential adviser and a deputy know. Without it, not even whoever runs the server can open answers or comments. But whoever takes both the database and the key files while the wave is open can work out who has answered, though not what.

protection-limits = What we can't promise
protection-limits-moment = The server sees answers in its memory when it adds them up. If your browser does not lock yours, it also sees it on arrival, and pieces of it can stay in that memory for a while.
protection-limits-operator = Whoever runs the server could, in bad faith, change the program or the page before you answer.
protection-limits-copy = A copy (backup) of the database made during the wave can't be opened after the close, unless the keys were copied too.
protection-limits-colleague = Colleagues know their own answer. For them, the group that hides you is one person smaller.
protection-limits-newcomer = Statistics can't completely hide one newcomer in a small team. That is one reason why figures are rounded.
protection-limits-network = Your employer's network or a shared computer may know that you opened the page.
protection-limits-words = Your way of writing can give you away in a comment.
protection-limits-link = Whoever has your link can replace your answer. Don't pass it on.

protection-check = How this can be checked
protection-check-source = The source code is open: anybody can read how it works.
protection-check-council = The works council can ask for a test in which the program attacks its own figures. It prints the smallest group that can be computed from everything published. Whoever runs the server starts it with:
