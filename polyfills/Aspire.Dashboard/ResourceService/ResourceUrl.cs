namespace Aspire.Dashboard.ResourceService;

sealed record ResourceUrl(string Name, string Url);
