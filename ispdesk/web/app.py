"""The web application: services go in, pages come out; it never imports Prefect."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ispdesk.api.v1 import Api
from ispdesk.web import assets
from ispdesk.web.account import Account
from ispdesk.web.after import After
from ispdesk.web.asking import Asking
from ispdesk.web.assurance import Assurance
from ispdesk.web.boarding import Boarding
from ispdesk.web.changes import Changes
from ispdesk.web.deciding import Deciding
from ispdesk.web.doc_templates import DocTemplates
from ispdesk.web.documents import Documents
from ispdesk.web.drafts import Drafts
from ispdesk.web.entering import Entering
from ispdesk.web.facilitating import Facilitating
from ispdesk.web.flow_pages import FlowPages
from ispdesk.web.frame import Frame
from ispdesk.web.gallery import Gallery
from ispdesk.web.groups import Groups
from ispdesk.web.hall import Area, Hall, methods
from ispdesk.web.headers import Headers
from ispdesk.web.helping import Helping
from ispdesk.web.listings import Listings
from ispdesk.web.measures import MeasuresPages
from ispdesk.web.notices import Notices
from ispdesk.web.one_isp import OneIsp
from ispdesk.web.organisations import Organisations
from ispdesk.web.outbox import Outbox
from ispdesk.web.pages import Pages
from ispdesk.web.partners import Partners
from ispdesk.web.preferring import Preferring
from ispdesk.web.programme import Programme
from ispdesk.web.public_register import PublicRegister
from ispdesk.web.removing import Removing
from ispdesk.web.returning import Returning
from ispdesk.web.returns_by_link import ReturnsByLink
from ispdesk.web.review_dates import ReviewDates
from ispdesk.web.reviewing import Reviewing
from ispdesk.web.scoping import Scoping
from ispdesk.web.searching import Searching
from ispdesk.web.services import Services
from ispdesk.web.signing import Signing
from ispdesk.web.signing_by_link import SigningByLink
from ispdesk.web.signing_in import SigningIn
from ispdesk.web.sittings import Sittings
from ispdesk.web.step_pages import StepPages
from ispdesk.web.submitting import Submitting
from ispdesk.web.support import Support
from ispdesk.web.targets import Targets
from ispdesk.web.team import Team
from ispdesk.web.team_days import TeamDays
from ispdesk.web.tokens import Tokens
from ispdesk.web.training import Training
from ispdesk.web.triage import Triage
from ispdesk.web.tuning import Tuning
from ispdesk.web.unsubscribing import Unsubscribing
from ispdesk.web.wording import Wordings
from ispdesk.web.working import Working
from ispdesk.web.workshops import Workshops
from ispdesk.web.writing import Writing

AREAS: tuple[Callable[[Hall], Area], ...] = (
    Entering,
    Working,
    OneIsp,
    Searching,
    Facilitating,
    Removing,
    SigningIn,
    Account,
    Notices,
    FlowPages,
    StepPages,
    Documents,
    Writing,
    DocTemplates,
    Partners,
    Signing,
    Scoping,
    Submitting,
    Workshops,
    Tokens,
    Changes,
    Drafts,
    Outbox,
    Gallery,
    Preferring,
    Unsubscribing,
    SigningByLink,
    Reviewing,
    Deciding,
    Assurance,
    Returning,
    Asking,
    Groups,
    Sittings,
    Tuning,
    TeamDays,
    Programme,
    Helping,
    Triage,
    Team,
    Wordings,
    MeasuresPages,
    ReviewDates,
    After,
    ReturnsByLink,
    Organisations,
    Training,
    Support,
    PublicRegister,
    Listings,
    Targets,
    Boarding,
)
"""Every group of pages; a new one is added here."""


def build(services: Services) -> FastAPI:
    """Return the application over these services: no generated documentation, no redirect by Host header."""
    files = assets.load()
    frame = Frame(services, files)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    hall = Hall(services, frame)
    for route in (route for area in AREAS for route in area(hall).routes()):
        app.add_route(route.path, hall.endpoint(route), methods=sorted(methods(route)))
    app.router.routes.extend([*Api(services).routes(), Unsubscribing(hall).one_click()])
    app.include_router(Pages(services, frame, hall, files).routes())

    async def refused(request: Request, error: Exception) -> Response:
        known = error if isinstance(error, HTTPException) else HTTPException(400)
        return await run_in_threadpool(frame.error, request, known.status_code, None, known.headers)

    async def broken(request: Request, incident: str) -> Response:
        return await run_in_threadpool(frame.error, request, 500, incident)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, refused)
    app.add_middleware(Headers, broken=broken)
    return app
