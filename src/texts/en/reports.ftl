# The archive of reports, and what the adviser does with them before management has them.
reports-title = Reports
reports-lead = Your reports, the newest first. Each is a PDF to read, print and keep.
reports-lead-adviser = The reports on the organisation as a whole, the newest first. Per wave you can read what management gets before it does, and add a note.
reports-empty = There are no reports yet.
reports-empty-adviser = After a wave is closed its reports stand here, first for you alone.
reports-empty-management = As soon as a wave of your units is released, its reports stand here and you get an email.
reports-other-units = The report on any other unit stands on the page of that unit.
reports-file = Report on { $unit } in { $language } (PDF)
reports-released = Management has these reports.
reports-waiting = Only you can see these now. Management gets them on { $due }, unless you release them sooner.
reports-desk = See to this wave
reports-desk-of-wave = What management gets: read it first, and add a note
reports-accounts = { $count ->
    [0] There is no account of management: nobody gets a report by mail. The administrator can make accounts.
    [one] One account of management gets its reports by mail.
   *[other] { $count } accounts of management get their reports by mail.
}
reports-desk-lead = Read what management will get, and add a note where a figure needs a word. After the release nothing can be added.
reports-desk-empty = There is no report that goes to anybody.
reports-note-add = Add a note
reports-note-change = Change the note
reports-note-read = Open the note
reports-release = Release sooner
reports-release-what = Management then sees the figures of this wave on its pages and gets its reports by mail. Employees get an email with the link to the results of their own unit, if that is switched on. This can’t be undone.
reports-sure = I have read the reports that go out
reports-release-now = Release this wave now
reports-unsure = Tick the box first: a release can’t be undone.
reports-note-title = Note in the report
reports-note-preview = The report as it is now:
reports-note-lead = What you write stands on the first page of the report on this unit, under your name. Whoever is responsible for the unit reads it, and may pass it on. Write nothing that points to a person.
reports-note-label = Your note
reports-note-help = At most { $most } characters. An empty line starts a new paragraph. Leave it empty to add nothing.
reports-note-signals = What the analysis points at
reports-note-signals-none = Nothing stands out in this unit in this wave.
reports-note-signals-help = Signals are yours: management does not see them. For this report you can make an exception, when you think that it helps to talk about it. How much of such signals is chance is then said beside it.
reports-note-signals-show = Let management read this in the report
reports-note-signals-only = Signals are shown.
reports-note-keep = Keep the note
reports-note-late = This wave was released: its reports stay as they are.
reports-note-none = There is no note in this report.
reports-note-long = The note has { $count } characters; there is room for { $most }.
reports-unit = Report on this unit (PDF):
reports-older = Wave { $older } is older and still waits. Release it first: the reports of this wave would tell its figures.
