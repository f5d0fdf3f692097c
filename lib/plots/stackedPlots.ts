const [WIDTH, HEIGHT] = [640, 360];

/** Drawings of plotFrame one below the other, as one. */
export function stackedPlots(drawings: readonly string[]): string {
  const height = HEIGHT * drawings.length;
  const placed = drawings.map((drawing, place) =>
    drawing.replace('<svg ', `<svg y="${HEIGHT * place}" width="${WIDTH}" height="${HEIGHT}" `),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${placed.join('')}</svg>`;
}
