# Het archief met rapporten, en wat de vertrouwenspersoon ermee doet voordat het management ze heeft.
reports-title = Rapporten
reports-lead = Je rapporten, de nieuwste bovenaan. Elk rapport is een pdf om te lezen, te printen en te bewaren.
reports-lead-adviser = De rapporten over de hele organisatie, de nieuwste bovenaan. Per ronde kun je vooraf lezen wat het management krijgt, en er een toelichting bij schrijven.
reports-empty = Er zijn nog geen rapporten.
reports-empty-adviser = Als een ronde gesloten is, staan de rapporten hier, eerst alleen voor jou.
reports-empty-management = Zodra een ronde van jouw afdelingen is vrijgegeven, staan de rapporten hier en krijg je een mail.
reports-other-units = Het rapport over een andere afdeling staat op de pagina van die afdeling.
reports-file = Rapport over { $unit } in het { $language } (pdf)
reports-released = Het management heeft deze rapporten.
reports-waiting = Alleen jij ziet ze nu. Het management krijgt ze op { $due }, tenzij je ze eerder vrijgeeft.
reports-desk = Naar deze ronde
reports-desk-of-wave = Wat het management krijgt: lees het vooraf, en schrijf een toelichting
reports-accounts = { $count ->
    [0] Er is geen account voor het management: niemand krijgt een rapport per mail. De beheerder kan accounts maken.
    [one] Eén account van het management krijgt zijn rapporten per mail.
   *[other] { $count } accounts van het management krijgen hun rapporten per mail.
}
reports-desk-lead = Lees wat het management gaat krijgen, en schrijf een toelichting waar een cijfer uitleg nodig heeft. Na het vrijgeven kan er niets meer bij.
reports-desk-empty = Er is geen rapport dat naar iemand toe gaat.
reports-note-add = Toelichting schrijven
reports-note-change = Toelichting wijzigen
reports-note-read = Toelichting openen
reports-release = Eerder vrijgeven
reports-release-what = Het management ziet dan de cijfers van deze ronde op zijn pagina’s en krijgt de rapporten per mail. Medewerkers krijgen een mail met de link naar de uitslag van hun eigen afdeling, als dat aanstaat. Terugdraaien kan niet.
reports-sure = Ik heb de rapporten gelezen die eruit gaan
reports-release-now = Deze ronde nu vrijgeven
reports-unsure = Zet eerst het vinkje: vrijgeven kun je niet terugdraaien.
reports-note-title = Toelichting in het rapport
reports-note-preview = Het rapport zoals het nu is:
reports-note-lead = Wat je schrijft, staat op de eerste bladzijde van het rapport over deze afdeling, onder jouw naam. Wie verantwoordelijk is voor de afdeling leest het en kan het doorgeven. Schrijf niets dat naar een persoon wijst.
reports-note-label = Jouw toelichting
reports-note-help = Hoogstens { $most } tekens. Een lege regel begint een nieuwe alinea. Laat het leeg om niets toe te voegen.
reports-note-signals = Wat de analyse aanwijst
reports-note-signals-none = In deze afdeling valt in deze ronde niets op.
reports-note-signals-help = Signalen zijn voor jou: het management ziet ze niet. Voor dit rapport kun je een uitzondering maken, als je denkt dat het helpt om erover te praten. Er staat dan bij hoeveel van zulke signalen toeval is.
reports-note-signals-show = Laat het management dit in het rapport lezen
reports-note-signals-only = De signalen staan erin.
reports-note-keep = Toelichting bewaren
reports-note-late = Deze ronde is vrijgegeven: de rapporten blijven zoals ze zijn.
reports-note-none = Er staat geen toelichting in dit rapport.
reports-note-long = De toelichting heeft { $count } tekens; er is plaats voor { $most }.
reports-unit = Rapport over deze afdeling (pdf):
reports-older = Ronde { $older } is ouder en wacht nog. Geef die eerst vrij: de rapporten van deze ronde zouden de cijfers ervan vertellen.
