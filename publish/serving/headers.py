"""Headers that make a browser distrust whatever a page might be made to hold."""

from publish.serving.limits import App, Message, Receive, Send

# No script, style, frame, form or connection but this site's own files: markup that slips through can do nothing.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-site",
}
_VARY = (b"vary", b"Cookie, Accept-Language")  # a page's language depends on the reader


def policy_with(images_from: str) -> str:
    """Return the policy, which may let in images of one more host."""
    return POLICY.replace("img-src 'self' data:", f"img-src 'self' data: {images_from}".rstrip())


class Headers:
    """An ASGI application whose every answer has them."""

    def __init__(self, app: App, images_from: str = "") -> None:
        self._app = app
        self._headers = HEADERS | {b"content-security-policy": policy_with(images_from).encode()}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [
                    (name, value) for name, value in message.get("headers", ()) if name.lower() not in self._headers
                ]
                message = message | {"headers": [*kept, *self._headers.items(), _VARY]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
