namespace Aspire.Hosting.Running;

/// <summary>Where this AppHost tells the dashboard of its resources; registered by whoever serves that.</summary>
sealed record ResourceServiceAddress(string Url, string ApiKey);
