#!/bin/bash
# Whether the server in this container can serve. The image has no curl, and bash can open a connection itself.
exec 3<>"/dev/tcp/127.0.0.1/${MERIDIAN_HTTP_PORT:-8080}" || exit 1
printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
