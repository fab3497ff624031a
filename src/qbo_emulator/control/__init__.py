"""The control API under `/_emulator/`: what tests and people use to set the stage. JSON in, JSON out.

    POST reset {}                                  as just started, no company; empties the state file too
    POST seed {realm_id, entities: {Invoice: [...]}}   raw QuickBooks objects, kept as they are; makes the realm
    POST sample {realm_id?, size?, seed?}          a generated company; sizes: empty, small, msp. The same order for the
                                                   same realm again makes nothing: it answers with the company as it
                                                   has become since. A realm that is anything else is refused
    GET  realms                                    [{realm_id, name}]
    GET  documents?realm_id=&entity=               [{entity, id, deleted, object}]
    POST tokens {realm_id, client_id?}             {access_token, refresh_token, client_id, client_secret, realm_id}
    POST apps {client_id, client_secret, name?, redirect_uris?, workspace?}   register an OAuth app; no list: any local
                                                   address; the apps of a workspace share its monthly allowance
    GET  apps                                      [{client_id, name, redirect_uris, workspace}]
    POST company {realm_id, ...}, GET company?realm_id=   settings as a person switches them in QuickBooks: edition,
                                                   subscription, closed books, numbers, taxes, currencies, classes ...;
                                                   all are in `control.company`
    POST merge {realm_id, entity, winner, loser}   two objects of a list become one, as when a person renames one
    POST purge {realm_id}                          the owner empties the company: it is as on its first day
    POST disconnect {realm_id, client_id?}         {disconnected}: a person takes the app out in QuickBooks
    POST access {realm_id, allowed}                whether the person who connected may still act (else code 120)
    POST faults {kind, realm_id?, match?: {method?, path?, entity?, operation?, bid?}, times?, share?, seed?, for_s?,
                 status?, code?, delay_s?, after_bytes?, retry_after_s?, bytes_per_s?, xml?}
                                                   {id}; the kinds are those of `traffic.strike`. It strikes once, or
                                                   `times`; with `share` (0 to 1, drawn by `seed`) or `for_s` (on this
                                                   clock) until it ends or is withdrawn. `code` alone brings the status,
                                                   envelope, type and message Intuit documents for it.
    POST faults {kind: "refuse", for_s}            nobody can connect for so long, in real time
    GET  faults, DELETE faults/{id}                those that may still strike
    GET  requests?since=N                          [{n, time, realm_id, method, path, query, request_id, bids,
                                                   status, committed}]; status null: dropped without an answer
    GET  clock, POST clock {now | advance_s, speed?}   {now, speed}; moves tokens, CDC window, throttle, month,
                                                   webhooks; speed 60 lets a minute pass in a second, 0 stops it
    GET  settings, POST settings {throttle?, latency?, gzip?, sandbox?, monthly_allowance?, deliver_webhooks?,
                 refresh_rotates_after_s?, refresh_grace_s?, stale_refresh_revokes?}
                                                   the switches as they are now. gzip: compress answers of 4 kB and
                                                   more for clients that accept it (off at first: it is the slowest
                                                   thing the emulator can do). sandbox: nothing is metered, 40 mails a
                                                   day. deliver_webhooks: by itself, as they fall due (off at first)
    GET  meter                                     {month, sandbox, allowance, workspaces, apps}: CorePlus calls
    POST webhooks {url, verifier_token, format?, client_id?, content_type?, window_s?, retries?, in_order?, anywhere?}
                                                   subscribe an app's endpoint. format: legacy or cloudevents;
                                                   window_s: collect events so long (0); retries: backoff (10, 20,
                                                   30 s, 5, 20 min, 2, 4, 6 h, then every 6 h) or classic (20, 30,
                                                   50 min, then blacklisted); in_order: a failing delivery holds back
                                                   what follows (true); anywhere: not only http on this machine
    GET  webhooks, DELETE webhooks/{id}            without the token; with what waits
    POST webhooks/deliver {duplicate?, reverse?, drop?, delay_s?, forge?, most_events?}
                                                   {deliveries: [{webhook, delivery, attempt, events, realm_ids,
                                                   outcome, status, next_at}], waiting}: one round of what is due at
                                                   this moment, with what shall go wrong (`webhooks.courier.Mischief`)

Wrong input answers 400 `{"error": ...}` with a sentence that names the field; nothing is half-done.
"""

from qbo_emulator.control.routes import handle

__all__ = ["handle"]
