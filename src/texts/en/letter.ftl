# The letter that asks for an answer. It says the same to everybody.
letter-subject = { $title }: answer until { $closes }
letter-greeting = Hello,
letter-ask = { $organisation } asks everybody the same { $items } statements this month: "{ $title }". It takes about two minutes.
letter-button = Give your answer
letter-link = Your personal link:
letter-closes = You can answer, and change your answer, until { $closes }. After that the answers are destroyed; only figures of groups remain.
letter-anonymous = Nobody can find your answer: not your manager, not the confidential adviser, and after the closing day not whoever runs the server either. A figure is only made of { $threshold } answers or more, and nobody sees who has answered.
letter-readers = The figures of teams are read by the confidential adviser and by those responsible for the team; everybody sees the score of their own team. Comments are read by the confidential adviser only.
letter-adviser = Would you rather talk? The confidential adviser is { $name }.
letter-everybody = Everybody gets this letter, with the same text. Please don't forward it: the link is yours.
