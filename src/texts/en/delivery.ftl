# The letters after a release: reports to management, and to everybody where to read the results. No figure stands in them.
reports-letter-subject-one = { $title }: the report of { $month } on { $unit }
reports-letter-subject-many = { $title }: your { $count } reports of { $month }
reports-letter-told = There are results of “{ $title }”, the statements that { $organisation } put to everybody in { $month }. You are responsible for:
reports-letter-noted = { $unit } (with a note by { $adviser })
reports-letter-attached-one = The report is attached to this email as a PDF, to read, print and keep. Would you rather not open an attachment? Sign in as you usually do: it stands under Reports.
reports-letter-attached-many = The reports are attached to this email as PDFs, one for each unit, to read, print and keep. Would you rather not open attachments? Sign in as you usually do: they stand under Reports.
reports-letter-linked = You read and download their reports after signing in.
reports-letter-button = Read the reports
reports-letter-purpose = Figures are a reason to talk with people about what they need, not to judge them. Please don’t try to find out who answered what: it can’t be read from the figures, and the asking alone makes it less safe to answer honestly. Where too few people answered there is no figure, and that means nothing about the team.
reports-letter-adviser = Do you have a question, or would you like to prepare that conversation? The confidential adviser is { $name }.
reports-letter-account = You get this email because you are responsible for these units in Polsslag, with the account “{ $account }”. Is that no longer right? Tell { $who }.
results-letter-subject = { $title }: the results of { $month } are in
results-letter-told = The results of { $unit } are in. They are about “{ $title }”: the statements that { $organisation } put to everybody in { $month }.
results-letter-button = Read the results
results-letter-shown = You see what was published of { $unit }. If too few people answered there, there is no figure, so that nobody can be recognised in it; the page says so.
results-letter-same = Everybody in { $unit } gets this same email with the same link, whether they answered or not. The link does not tell who follows it.
results-letter-adviser = Is something on your mind? You can talk in confidence with { $name }, the confidential adviser.
