"""Webhooks: what happened in the companies, told to the endpoints of the apps (Intuit, "Webhooks"; reference 8).

An event is noted with the change it tells of (`store.events`). From there, on the emulator's clock:

1. `courier` collects the events and adds a notice to the `outbox` for every subscription whose app has a living
   grant for the company.
2. When the subscription's window is over, its notices are packed into deliveries: `notices` rolls them up, `payload`
   writes the body, which stays the same in every attempt.
3. A due delivery is signed and posted. What is not answered with 200 within three seconds is tried again as the
   subscription's `retries` say, and may hold back what comes after it.

Outbox and subscriptions are in the state file; a delivery is erased after its answer came, so an end of the process
between the two repeats it, and loses none.
"""
