# One image for every service: `docker run IMAGE run intake`, `docker run IMAGE migrate`.
# Nothing in it can be written, and nothing in it needs root.

FROM node:24.8.0-bookworm-slim AS pages
WORKDIR /caretaker
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error

FROM python:3.11.13-slim-bookworm AS packages
WORKDIR /caretaker
COPY requirements-production.lock ./
RUN python -m venv /opt/caretaker \
    && /opt/caretaker/bin/python -m pip install --no-cache-dir --require-hashes \
        --no-deps --only-binary=:all: --requirement=requirements-production.lock \
    && /opt/caretaker/bin/python -m pip uninstall --yes pip

FROM python:3.11.13-slim-bookworm
ENV PATH=/opt/caretaker/bin:$PATH \
    PYTHONPATH=/caretaker \
    PYTHONSAFEPATH=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CARETAKER_HOST=0.0.0.0 \
    CARETAKER_INTERNAL_PORT=8100 \
    CARETAKER_DATA=/data
RUN useradd --system --uid 10001 --no-create-home caretaker \
    && install --directory --owner=caretaker --mode=0700 /data
COPY --from=packages /opt/caretaker /opt/caretaker
COPY --from=pages /caretaker/node_modules /caretaker/node_modules
COPY contracts /caretaker/contracts
COPY shared /caretaker/shared
COPY services /caretaker/services
COPY infra /caretaker/infra
# Nobody can write there later: each start would compile all of it once more.
RUN python -m compileall -q -j 0 --invalidation-mode unchecked-hash /caretaker
WORKDIR /data
USER 10001
EXPOSE 8000 8100
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-m", "infra.probe"]
ENTRYPOINT ["python", "-m", "infra.command_line"]
CMD ["run", "all"]
