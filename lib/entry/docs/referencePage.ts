/** The page of the reference: everything it loads it loads from beside itself, and nothing stands inline. */
export const REFERENCE_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Stock Price Alerter: the API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>
    <div id="reference"></div>
    <noscript>The reference needs JavaScript; the document it shows is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`;

/**
 * Opens the reference. Without `validatorUrl: null` it would send the document to a validator on the web; the
 * page's policy forbids that as well.
 */
export const REFERENCE_SCRIPT = `window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelRendering: 'example',
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;

export const REFERENCE_STYLE = `body { margin: 0; background: #fafafa; }
.swagger-ui .wrapper { max-width: 1160px; }
.swagger-ui .info { margin: 32px 0 16px; }
.swagger-ui .scheme-container { padding: 16px 0; }
`;
