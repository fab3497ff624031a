"""One running emulator: the world and everything around it."""

import msgspec

from qbo_emulator.oauth.authorization import AuthorizationServer
from qbo_emulator.oauth.grants import TokenRules
from qbo_emulator.store.ledger import Noted, Turn
from qbo_emulator.traffic.compression import Compression
from qbo_emulator.traffic.faults import Injector
from qbo_emulator.traffic.latency import Latency
from qbo_emulator.traffic.meter import ALLOWANCE, Meter
from qbo_emulator.traffic.requests import RequestLog
from qbo_emulator.traffic.throttle import Throttle
from qbo_emulator.webhooks.background import Background
from qbo_emulator.webhooks.courier import Courier
from qbo_emulator.world import Standing, World


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The switches of `POST /_emulator/settings`."""

    throttle: bool = True
    latency: bool = False
    gzip: bool = False
    sandbox: bool = False
    monthly_allowance: int = ALLOWANCE
    deliver_webhooks: bool = False
    refresh_rotates_after_s: float = TokenRules.rotates_after_s
    refresh_grace_s: float = TokenRules.grace_s
    stale_refresh_revokes: bool = TokenRules.stale_use_revokes


class Emulator:
    """Its parts live as long as the process; `reset` empties them.

    The world's state holds companies, OAuth, clock, settings, webhooks and what is metered. Waiting faults, the
    request log and what the limits have counted end with the process.
    """

    def __init__(self, world: World, *, realistic_latency: bool = False) -> None:
        self.world = world
        self.authorization = AuthorizationServer(world)
        self.throttle = Throttle(world.clock)
        self.latency = Latency(enabled=realistic_latency)
        self.compression = Compression()
        self.faults = Injector()
        self.requests = RequestLog()
        self.courier = Courier(world, self.authorization)
        self.meter = Meter(world)
        self._deliveries = Background(self.courier)
        self._realistic_latency = realistic_latency
        self._begin()

    def reset(self) -> None:
        """As just started, without any company. The numbers of the request log go on."""
        self.world.reset()
        self.authorization.begin()
        self.courier.begin()
        self.meter.begin()
        self.throttle.clear()
        self.faults.clear()
        self.requests.clear()
        self._begin()

    @property
    def settings(self) -> Settings:
        """The switches as they are."""
        rules = self.authorization.grants.rules
        return Settings(
            throttle=self.throttle.enabled,
            latency=self.latency.enabled,
            gzip=self.compression.enabled,
            sandbox=self.meter.sandbox,
            monthly_allowance=self.meter.allowance,
            deliver_webhooks=self._deliveries.enabled,
            refresh_rotates_after_s=rules.rotates_after_s,
            refresh_grace_s=rules.grace_s,
            stale_refresh_revokes=rules.stale_use_revokes,
        )

    def change(self, settings: Settings) -> None:
        """Turn the switches."""
        with self._turn:
            self._kept_settings["switches"] = settings
            self._turn_switches(settings)

    def keep_clock(self) -> None:
        """Note how the clock runs, after it was moved or hurried."""
        with self._turn:
            self._kept_clock["standing"] = self.world.clock.standing

    def _begin(self) -> None:
        """With what the state holds."""
        ledger = self.world.state.ledger("emulator")
        self._turn = Turn(ledger)
        self._kept_settings = Noted(ledger, "settings", Settings)
        self._kept_clock = Noted(ledger, "clock", Standing)
        self._turn_switches(self._kept_settings.get("switches", Settings()))
        self.latency.enabled |= self._realistic_latency
        self.world.clock.standing = self._kept_clock.get("standing", self.world.clock.standing)

    def _turn_switches(self, settings: Settings) -> None:
        self.throttle.enabled = settings.throttle
        self.latency.enabled = settings.latency
        self.compression.enabled = settings.gzip
        self.meter.sandbox = self.throttle.sandbox = settings.sandbox
        self.meter.allowance = settings.monthly_allowance
        self._deliveries.switch(on=settings.deliver_webhooks)
        self.authorization.grants.rules = TokenRules(
            settings.refresh_rotates_after_s, settings.refresh_grace_s, settings.stale_refresh_revokes
        )
