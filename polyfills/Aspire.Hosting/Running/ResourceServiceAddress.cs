namespace Aspire.Hosting.Running;

/// <summary>Where this AppHost tells the dashboard of its resources.</summary>
sealed record ResourceServiceAddress(string Url, string ApiKey);
