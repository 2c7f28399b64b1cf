# The letter that asks for an answer. It says the same to everybody.
letter-subject = { $title }: answer until { $closes }
letter-greeting = Hello,
letter-ask = { $organisation } asks everybody the same { $items } statements this month: "{ $title }". It takes about two minutes.
letter-button = Give your answer
letter-link = Your personal link:
letter-closes = You can answer, and change your answer, until { $closes }. After that the answers are destroyed; only figures of groups remain.
letter-anonymous = Nobody can find your answer: not your manager, not the confidential adviser, and after the closing day not whoever runs the server either. A figure is only made of { $threshold } answers or more, and nobody sees who has answered.
letter-readers = The figures of teams are read by the confidential adviser and by those responsible for the team; what is published about your own team, you see too. Comments are read by the confidential adviser, who may pass on a summary, or texts in which nobody can be recognised.
letter-adviser = Would you rather talk? The confidential adviser is { $name }.
letter-everybody = Everybody gets this letter, with the same text. Please don't forward it: the link is yours.
