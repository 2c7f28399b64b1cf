# Het rapport op papier over de hele organisatie, voor het managementteam.
