# The report on paper for whoever is responsible for a unit.
report-title = { $unit }: { $survey }, { $month }
report-running = { $unit } · { $survey } · { $month }
report-subtitle = { $survey } · { $month }
report-page = page { $page } of { $pages }
report-asked = Open for answers from { $opens } to { $closes }

report-in-short = In short
report-scale = on a scale from 0 to 100; higher is better
report-answered = { $answered } people answered.
report-true-level = Through chance, the figure of this wave may as well be any number between { $low } and { $high } (95%).
report-level-now = Taking all waves together, the level is now about { $level } ({ $low }–{ $high }).
report-level-then = In { $month } it was about { $level } ({ $low }–{ $high }).
report-no-score = Too few people answered enough statements to give a score.
report-subjects = The score and its subjects. With several comparisons, chance alone shows a difference now and then:
report-subject = Subject
report-answered-column = Answered
report-figure-column = Figure, 0–100
report-change-column = Since the wave before
report-pointed = From the confidential adviser
report-pointed-lead = { $adviser } adds this to the report:
report-not-said = What this does not say
report-not-said-why = Why it is so, and who thinks what. Only a conversation with the people themselves can tell the first, and nothing here can tell the second.
report-not-said-rank = Whether it is good enough, or better than elsewhere. There is no norm and no ranking, and a difference of a few points is within chance.

report-hidden-title = Too few answers in this wave
report-hidden-unit = No figures are shown for { $unit } in this wave.
report-hidden-meaning = This says nothing about how safe people feel here. Answering is voluntary, and there are many ordinary reasons not to: leave, a busy month, a small team.
report-hidden-around = Answers that were given are not wasted: where that is safe, they count in the figures of a larger unit.
report-hidden-ask = Please do not ask around who answered. If figures stay away for several waves, the administrator can place small teams together before the next wave opens.

report-trend = Over time
report-trend-how = Every point is one wave. A line with two bands around it is the level over all waves; otherwise each point has the range of its wave around it. Where it is hatched, there were too few answers. Read the course over several waves: a single step up or down is mostly chance.
report-trend-none = There is no course to show yet: that takes more than one wave.

report-inside = Side by side
report-inside-how = By name: this is no ranking. These figures were not made to compare units with each other: where ranges overlap, read no difference, and where they do not, it can still be chance.

report-statements = Statement by statement
report-statement = Statement
report-shares-note = From ten answers on, a statement is given by the shares at its two ends: favourable (4 and 5 on the scale) and unfavourable (1 and 2), in steps of ten percent, or five from fifty answers on. The rest chose the middle.
report-means-note = Below ten answers, a statement is given as a mean on the scale from 1 to 5, because shares of so few answers could point to someone.
report-turned-note = Where it says “turned round”, to agree is the unfavourable answer. Those answers are turned round before they are counted, so that higher is better and favourable is favourable everywhere.
report-turned = turned round: to disagree is favourable
report-mean = Mean, 1–5
report-favourable = Favourable
report-neutral = Neutral
report-rest = the rest
report-unfavourable = Unfavourable

report-how = How to read this
report-how-score = The score
report-how-score-made = Every answer is a point from 1 to 5. A person’s score is the mean of the answers given, if that is at least half of the statements; the score of a unit is the mean of those.
report-how-score-scale = It is written from 0 (the least favourable answer to everything) to 100 (the most favourable). It is not a percentage and not a mark.
report-how-range = The range
report-how-range-made = Few people make a figure that moves by chance: who happened to answer, what kind of month it was. The range shows how far. Made this way, 19 ranges out of 20 contain what the people of the unit really feel.
report-how-range-read = The fewer the answers, the wider the range. Take every value inside it as possible.
report-how-hidden = Why something is missing
report-how-hidden-threshold = No figure is made of fewer than { $threshold } answers. Sometimes another one is left out too, because the first could be worked out from it.
report-how-hidden-bands = For the same reason the number of answers is given as a band. What is missing here is missing everywhere, for everyone.
report-how-steps = How exact it is
report-how-steps-rounded = Below ten answers means are rounded to quarters of a point on the scale from 1 to 5, from ten on to tenths. On the scale from 0 to 100 those are steps of about 6 and of 2.5.
report-how-steps-ends = Beyond 1.5 and 4.5 (13 and 88 on the scale from 0 to 100) no more is said, nor of shares below 15% or from 85% on: where everyone agrees, a figure would give away each answer.
report-how-change = Differences
report-how-change-team = In a team of 6 to 15 people, a difference of less than about 12 to 18 points in one month is no evidence by itself.
report-how-change-look = Several waves in the same direction say more than one big step. What came before a change need not be its cause.
report-how-claims = What the statements can and can’t show
report-how-not = What this is not
report-how-not-inventory = It is no inventory of psychosocial risks at work, as the law asks for, and no place to report what happened to someone.
report-how-not-review = It is no review of anyone’s work: not of a manager, not of a team. Do not use it in one.
report-how-talk = What you can do
report-how-talk-team = Show it to the people it is about. Ask what they recognise, agree on one thing to try, and come back to it after the next wave.
report-how-talk-nobody = Do not look for who answered what. Whoever feels found will not answer openly again.

report-adviser = The confidential adviser
report-adviser-why = Anyone can turn to the confidential adviser, in confidence. So can you, also about this report.
report-adviser-phone = Telephone: { $phone }
report-adviser-email = Email: { $email }
report-adviser-hours = Reachable: { $hours }
