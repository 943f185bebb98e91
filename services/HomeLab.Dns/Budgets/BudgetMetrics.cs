using System.Diagnostics.Metrics;
using HomeLab.Dns.Providers;
using HomeLab.ServiceDefaults.Telemetry;

namespace HomeLab.Dns.Budgets;

sealed class BudgetMetrics
{
    readonly Counter<long> sent;
    readonly Counter<long> refused;

    public BudgetMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(HomeLabTelemetry.Name);
        sent = meter.CreateCounter<long>("homelab.dns.provider.calls", "{call}", "Calls sent to a provider.");
        refused = meter.CreateCounter<long>("homelab.dns.provider.calls.held", "{call}", "Calls that were not sent, for the budget did not let them.");
    }

    public void Sent(string account, CallPriority priority) => sent.Add(1, new("account", account), new("priority", Text(priority)));

    public void Refused(string account, CallPriority priority, string reason) =>
        refused.Add(1, new("account", account), new("priority", Text(priority)), new("reason", reason));

    public static string Text(CallPriority priority) => priority.ToString().ToLowerInvariant();
}
