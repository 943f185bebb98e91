namespace Aspire.Dashboard;

/// <summary>By which of its doors a request came in; each serves its own paths only.</summary>
enum Listener
{
    Frontend,
    OtlpGrpc,
    OtlpHttp,
}
