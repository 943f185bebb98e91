namespace Aspire.Dashboard.ResourceService;

/// <param name="Status">Empty until the check has answered once.</param>
sealed record ResourceHealth(string Name, string Status, string Description);
