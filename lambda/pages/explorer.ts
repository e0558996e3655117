// The page on which the API is explored, and the script that starts it. Nothing comes from elsewhere.
import { html } from "../letters/html.ts";

/**
 * Only what the service itself serves is loaded, run or asked; the explorer's own icons are `data:`
 * images, and it sets a few styles on elements.
 */
export const EXPLORER_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Addresses are relative, so the page works at the root and below `/v1`. */
export const explorerPage: string = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API explorer – No-names consultations</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
<script src="docs/swagger-ui-bundle.js" defer></script>
<script src="docs/start.js" defer></script>
</head>
<body>
<main id="explorer"><noscript><p>The explorer needs JavaScript. Without it, read <a href="openapi.json">the OpenAPI description</a>.</p></noscript></main>
</body>
</html>
`.toString();

/** Runs in the browser. The validator of swagger.io is off: the description goes nowhere. */
export const explorerScript = `// Starts the explorer of the API.
window.ui = window.SwaggerUIBundle({
  url: new URL("openapi.json", document.baseURI).href,
  dom_id: "#explorer",
  layout: "BaseLayout",
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  persistAuthorization: true,
});
`;
