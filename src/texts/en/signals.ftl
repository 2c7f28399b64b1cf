# What stands out: on the overview, on a unit's page, and how it was computed.
signals = Signals
signals-lead = In these units something stands out. A signal is a reason for a conversation, not a verdict: it says that something seems to have changed, not why, and some signals are chance. They stand in the order of the units.
signals-empty = No signals: nothing stands out from chance. That is not the same as nothing going on: small or slow changes stay unseen, and so does what people don't write down.
signals-begin = Signals of a change begin once a team was shown in five waves: before that there is no earlier level to compare it with.
signals-lists = What stands out
signals-all = { $count ->
    [one] 1 signal
   *[other] { $count } signals
}
signals-others = { $count ->
    [one] 1 unit improved or different
   *[other] { $count } units improved or different
}
signals-others-empty = Nothing else stands out from chance in this wave.
signals-method = How this was computed
signals-different-lead = In these teams this wave differs from earlier ones. It may pass: a change that lasts becomes a signal or an improvement.

signal-amber = Worth a conversation
signal-red = Worth a conversation soon
signal-rose = Improved
signal-divided = Views are divided
signal-silent = Fewer people answer
signal-differs = Different
signal-change = { $size } than the team's own earlier level, since { $since } (likely { $range }).
signal-flagged = First told in { $flagged }.
signal-divided-what = The answers in this team lie further apart than is usual at such a score.
signal-silent-what = Since { $since } fewer people take part than is usual here. There are many ordinary reasons for that.
signal-differs-score = The score differs from the team's own earlier level.
signal-differs-items = { $count ->
    [one] 1 statement differs from before; it stands on the page of the team.
   *[other] { $count } statements differ from before; they stand on the page of the team.
}
signal-noted = Noted in { $month }: { $note }

# Sizes and ranges, in points from 0 to 100.
signal-lower = { $count ->
    [one] About 1 point lower
   *[other] About { $count } points lower
}
signal-higher = { $count ->
    [one] About 1 point higher
   *[other] About { $count } points higher
}
signal-range-lower = { $near } to { $far } lower
signal-range-higher = { $near } to { $far } higher
signal-range-across = from { $lower } lower to { $higher } higher

claim-fall = Of ten falls that are told, expect about { $amber } to be chance; of ten called “worth a conversation soon”, about { $red }. The range of a fall is likely, not certain: for about one in four the true difference lies outside it.
claim-silent = Of ten signals that fewer people answer, expect about { $count } to be chance.
claim-divided = Of a hundred teams whose views are not divided, about { $count } get this word by chance.
claim-rose = Improvements are found by the same rule as falls, so chance makes about as many of them.
claim-differs = Of ten waves in which nothing happens, expect one or two in which a team is called different by chance; of fifty, about one in which a statement is.

standing-title = What stands out
standing-nothing = Nothing that stands out from chance. That is not the same as nothing going on.
standing-teams = Signals of a change are told of teams, the smallest units that are shown. Those of the teams inside this unit stand on the overview and on their own pages.
standing-changes = Since the wave before
standing-changes-chance = One in twenty of these ranges misses the truth by chance alone. A change that stays says more than one that is large.
standing-change = { $size } than in { $since } (95%: { $range }).
standing-no-change = No clear difference from { $since } (95%: { $range }).
standing-no-change-yet = Nothing to compare with yet.
standing-items = Statements that differ from before
standing-items-chance = Of fifty waves in which nothing happens, expect about one in which a statement somewhere is named by chance.
standing-item-lower = lower than before: less favourable
standing-item-higher = higher than before: more favourable
standing-beside = Beside the other teams
standing-within = Within what chance alone explains among the { $teams } teams.
standing-lower = Lower than chance usually explains among the { $teams } teams. Of twenty teams that do not differ, one lies this far out, higher or lower.
standing-higher = Higher than chance usually explains among the { $teams } teams. Of twenty teams that do not differ, one lies this far out, higher or lower.
standing-far-lower = Lower than chance alone explains among the { $teams } teams.
standing-far-higher = Higher than chance alone explains among the { $teams } teams.
standing-shrunken = The estimate that allows for small numbers is { $estimate } (95%: { $low } to { $high }); the mean of all teams is { $centre }.

handling-title = Deal with this signal
handling-why = Was it talked about? Write it down in a few words. From the next wave on the team is watched anew, from the level it has reached: the same fall is not told again, a further one is.
handling-anew = From the next wave on the team is watched anew, from the level it has reached.
handling-since = Since then the team is watched from the level it had reached.
handling-note = What was done
handling-help = One line of at most 120 characters, such as “talked with the team on 12 March”. Write no answers and no names.
handling-keep = Mark as dealt with
handling-change = Change this note
handling-empty = Write in a few words what was done.
handling-long = This note is too long: { $count } characters, and at most 120 fit. Shorten it below.
handling-lines = A note is one line of plain text. Mend it below.
handling-moved-on = A newer wave has been published meanwhile. Look at it first; what you wrote stands below.
handling-no-signal = There is no signal of a fall here any more, so nothing was kept.

method-lead = { $survey }, { $wave }. Changes, levels and signals are computed from the published figures and the number of people invited: rounded, as they stand on the pages. Nobody's answers are needed for them. Only that fewer people answer is known from how many took part.
method-empty = Nothing has been computed for this wave yet. That happens when the wave is closed and published.
method-figures = What the organisation as a whole tells
method-figures-why = Whether a team stands out depends on how far teams lie apart anyway. These are the figures behind it, in points from 0 to 100.
method-centre = Mean of the teams, last year
method-between = Spread between teams (τ)
method-within = Spread within teams (σ)
method-retest = Memory (ρ)
method-phi = Ratio (φ)
method-between-what = Spread between teams: the standard deviation of their levels that chance does not explain. Small: teams are alike. It is taken as at least 3, so that a team's own level can be learned.
method-within-what = Spread within teams: how far the scores of people in one team usually lie apart, as a standard deviation.
method-retest-what = Memory: how much the score of one person resembles their own score a month before. 0 is not at all, 1 is completely. It is estimated from the means of teams; no two answers are joined.
method-phi-what = Ratio: the spread that is usual within teams, as a share of the widest one that is possible at the same score. 0 is that all feel the same, 1 that all stand at the two ends. A team far above it is called divided.
method-usual = As long as fewer than ten teams have been shown, usual values stand in for what these teams don't tell yet.
method-scale = Scale (S): teams lie { $scale } times as far from their earlier levels as chance explains. Signals ask for as much more; the scale is never taken as less than 1.
method-together = All teams together: { $size } than in their first half year (95%: { $range }).
method-together-subtracted = What happened to all is not counted as a signal of one team.
method-together-kept = With ten teams or fewer this is not taken off: a signal of one team may be what happened to all.
method-alike = In this wave teams do not differ measurably: chance alone explains what lies between them.
method-together-no = All teams together: no clear change since their first half year (95%: { $range }).
method-quality = How well the questionnaire measures
method-quality-why = For the organisation as a whole; nothing here is known of one team.
method-quality-empty = These figures are shown from fifty answers on.
method-took-part = About { $percent }% of all people took part.
method-took-part-most = { $percent }% or more of all people took part.
method-alpha = Alpha (95%)
method-agreement = Agreement
method-alpha-what = Alpha: whether the statements hang together. From about 0.7 on they measure one thing together; of two or three statements less is expected.
method-icc1-what = ICC(1): which share of the differences between people lies between teams. In ordinary organisations about 0.1 to 0.25. A dash: fewer than ten teams.
method-icc2-what = ICC(2): how reliable the mean of a team is, from 0 to 1. With small teams it is low; that is why every mean has a range.
method-agreement-what = Agreement: how much people in one team answer alike, in the middle team; 1 when all agree, 0 when answers are as if by lot.
method-rules = How a signal comes about
method-rule-fall = A fall: each wave of a team is compared with its own earlier level. Small differences in the same direction add up, and those that pass fade. Beyond a first limit it is worth a conversation, beyond a second one soon. What moves all teams is taken off first, where there are at least ten others.
method-rule-divided = Divided: over up to six waves the answers of a team of eight people or more lie much further apart than is usual at such a score.
method-rule-silent = Fewer answers: in a unit with at least ten people invited, fewer take part than before, longer than chance and the season explain. It is told without a number, also of units whose figures are hidden.
method-rule-differs = Different: the score or a statement lies further from earlier waves than chance explains. Because many are looked at, the rule limits how many of those named are chance.
method-errors = How often this is wrong
method-errors-why = No rule that sees small teams early is always right. These rates were measured on made-up organisations of about forty teams in which the truth is known, and one team in ten really falls. With ten teams or fewer, what happens to all gives more signals that are no team's own. Whoever runs the server can measure them again with polsslag simulate.
method-errors-year = A hundred teams in which nothing happens give about { $count } false signals of a fall in a year.
method-not = What is not said
method-not-cause = Why something changed. A change comes after an event, and need not come from it.
method-not-safe = Whether a team is safe or unsafe. There is no norm and no cut-off.
method-not-rank = Which team is best or worst. There is no ranking: most differences between small teams are chance.
method-not-person = Anything about one person: not who answered, not what, not who leads.
method-not-silence = That all is well where there is no signal.
