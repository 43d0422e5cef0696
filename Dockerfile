# The hub alone: it needs a Postgres, whose address is DATABASE_URL. See docker-compose.yml for both together.

# Compiles. swc's compiler is an optional package of its own for each platform, hence no --omit=optional here.
FROM node:24.19.0-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS build
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY .swcrc ./
COPY scripts scripts
COPY migrations migrations
COPY src src
RUN npm run build

# What the hub runs on: neither the embedded Postgres nor the compiler.
FROM node:24.19.0-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS packages
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@swc

FROM node:24.19.0-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /hub
COPY package.json ./
COPY data data
COPY schema schema
COPY docs docs
COPY --from=packages /hub/node_modules node_modules
COPY --from=build /hub/dist dist
USER node
EXPOSE 4000
# The image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js", "serve"]
