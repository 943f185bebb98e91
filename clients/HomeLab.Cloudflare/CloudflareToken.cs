namespace HomeLab.Cloudflare;

/// <summary>Gives the API token for one call. It is asked each time, so that a rotated token is used at once; white space around it is ignored.</summary>
public delegate ValueTask<string> CloudflareToken(CancellationToken cancellationToken);
