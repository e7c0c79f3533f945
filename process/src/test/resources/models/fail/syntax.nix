{ stateDir, ... }: {
  web.pkg =
}
