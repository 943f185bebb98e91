namespace Aspire.Hosting;

static class ExternalServiceUrl
{
    public static string? Fault(Uri uri) =>
        !uri.IsAbsoluteUri ? "The URI for the external service must be absolute."
        : uri.AbsolutePath != "/" ? "The URI absolute path must be \"/\"."
        : uri.Fragment.Length > 0 ? "The URI cannot contain a fragment."
        : null;
}
