"""The pages that Application Load Balancers answer with themselves ("Troubleshoot your Application Load Balancers")."""

from .haproxy_text import quoted

REASONS = {
    400: "Bad Request",
    408: "Request Time-out",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Temporarily Unavailable",
    504: "Gateway Time-out",
}


def error_page(status: int, shown: int | None = None) -> str:
    """
    The arguments of HAProxy's "http-error" and "http-request return" for an error of the load balancer.

    :param shown: the status that the page names, where HAProxy's is another one
    """
    title = f"{shown or status} {REASONS[shown or status]}"
    page = "\r\n".join(
        [
            *["<html>", f"<head><title>{title}</title></head>", "<body>"],
            *[f"<center><h1>{title}</h1></center>", "</body>", "</html>", ""],
        ]
    )
    return f"status {status} content-type text/html string {quoted(page)} hdr Server awselb/2.0"
