#!/bin/sh
# A throw-away PostgreSQL on a free loopback port: `start DIR` prints its URL, `stop DIR` ends it and removes it.
# PostgreSQL refuses to run as root, so there it runs as the user its package made. The role that tests use is no
# superuser: row security binds it.
set -eu
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v postgres)")
owner=$(id -un postgres 2>/dev/null || echo nobody)
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u "$owner" -- "$@"; else "$@"; fi; }
case "$1" in
  start)
    mkdir -p "$dir"
    if [ "$(id -u)" = 0 ]; then chown "$owner" "$dir"; fi
    port=$("${PYTHON:-python3}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_owner "$bin/initdb" -D "$dir/data" -A trust -U owner -E UTF8 --no-sync >/dev/null
    as_owner "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
      -o "-p $port -k $dir -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200" start >/dev/null
    as_owner "$bin/psql" -q -h 127.0.0.1 -p "$port" -U owner -d postgres \
      -c "CREATE ROLE nexos LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS" -c "CREATE DATABASE nexos OWNER nexos"
    echo "postgresql://nexos@127.0.0.1:$port/nexos" ;;
  stop)
    as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null
    rm -rf "$dir" ;;
esac
