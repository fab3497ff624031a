"""The control API under `/_emulator/`: what tests and people use to set the stage. JSON in, JSON out.

    POST reset {}                                  as just started, no company; empties the state file too
    POST seed {realm_id, entities: {Invoice: [...]}}   raw QuickBooks objects, kept as they are; makes the realm
    POST sample {realm_id?, size?, seed?}          a generated company; sizes: empty, small, msp. The same order for the
                                                   same realm again makes nothing: it answers with the company as it
                                                   has become since. A realm that is anything else is refused
    GET  realms                                    [{realm_id, name}]
    GET  documents?realm_id=&entity=               [{entity, id, deleted, object}]
    POST tokens {realm_id, client_id?}             {access_token, refresh_token, client_id, client_secret, realm_id}
    POST apps {client_id, client_secret, name?, redirect_uris?}   register an OAuth app; no list: any local address
    GET  apps                                      [{client_id, name, redirect_uris}]
    POST access {realm_id, allowed}                whether the person who connected may still act (else code 120)
    POST faults {realm_id?, match?: {method?, path?, entity?, operation?}, times?, kind, status?, code?, delay_s?,
                 after_bytes?}                     {id}; see `traffic.faults` and `traffic.strike`
    DELETE faults/{id}
    GET  requests?since=N                          [{n, time, realm_id, method, path, query, request_id, bids,
                                                   status, committed}]; status null: dropped without an answer
    GET  clock, POST clock {now | advance_s}       {now}; moves tokens, CDC window and throttle
    GET  settings, POST settings {throttle?, latency?, gzip?, refresh_rotates_after_s?, refresh_grace_s?,
                 stale_refresh_revokes?}           the switches as they are now; gzip: compress answers of 4 kB and
                                                   more for clients that accept it (off at first: it is the slowest
                                                   thing the emulator can do)
    POST webhooks, webhooks/deliver                not emulated yet

Wrong input answers 400 `{"error": ...}` with a sentence that names the field; nothing is half-done.
"""

from qbo_emulator.control.routes import handle

__all__ = ["handle"]
