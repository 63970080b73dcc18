FROM node:24.22.3-slim
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
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
EXPOSE 3000
ENTRYPOINT ["node", "--max-semi-space-size=8", "src/cli.ts"]
CMD ["start"]
