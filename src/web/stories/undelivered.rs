//! The administrator's list of addresses where letters don't arrive. Knows no mail server.

use domain::Refusal;
use rocket::http::Status;

use super::Stage;

const PLACE: &str = "/administration/undelivered";

#[rocket::async_test]
async fn the_administrator_sees_where_letters_don_t_arrive_and_ticks_it_off() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains("There is no address at which emails are known not to arrive."), "{page}");
    let address = "eve@example.org".parse().expect("an address");
    let words = "mx.example.org: 550 5.1.1 <eve@example.org>: <script>unknown</script>";
    let noted = stage.store.note_undeliverable(&address, &Refusal::new(None, words), None).await;
    assert!(noted.expect("a database"));
    let page = stage.get("/administration", Some(&sam)).await.body;
    for told in
        ["eve@example.org", "Usually this address doesn&#39;t exist", "Settled: eve@example.org", "mx.example.org"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("<script>unknown"), "a mail server's words are words");
    let settled = stage.post(PLACE, Some(&sam), &[("address", "eve@example.org")]).await;
    assert_eq!(settled.place.as_deref(), Some("/administration?done=settled"));
    let page = stage.get("/administration?done=settled", Some(&sam)).await.body;
    assert!(page.contains("The address is off the list.") && !page.contains("Settled: eve"), "{page}");
    assert_eq!(stage.post(PLACE, Some(&sam), &[("address", "nobody")]).await.status, Status::NotFound);
}
