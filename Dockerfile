FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

COPY tsconfig.json ./
COPY src ./src
COPY adapters ./adapters
COPY demo ./demo

RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENTRYPOINT ["node", "src/cli.ts"]
CMD ["help"]
