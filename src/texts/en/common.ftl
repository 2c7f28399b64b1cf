# Words used on every page, chart and paper.
product = Polsslag
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
or-lower = { $value } or lower
or-higher = { $value } or higher
or-more = { $value } or more
about-percent = about { $value }%
under-fifteen-percent = less than 15%
eighty-five-percent-or-more = 85% or more
hidden = too few answers
hidden-why = Fewer than { $threshold } answers, or so few that they could be worked out from other units: shown nowhere, so that nobody can be found in them.
organisation = Whole organisation
language-name = English
wave = Wave
unit = Unit
units = Units
items = Statements
score = Score
interval = Range
answers = Answers
close-date = Closes on
back-to-overview = All units
month-or-before = { $month } or before
pages = Pages
pages-shown = { $from }–{ $to } of { $of }
pages-previous = Previous
pages-next = Next
rooms = Sections
error-onward = To the beginning
case-bullying = Bullying
case-intimidation = Intimidation and abuse of power
case-aggression = Aggression and violence
case-discrimination = Discrimination
case-sexual-harassment = Sexual harassment
case-integrity = Integrity: a suspicion of wrongdoing
case-conflict = Conflict at work
case-other = Something else
case-fewer = fewer than { $value }
