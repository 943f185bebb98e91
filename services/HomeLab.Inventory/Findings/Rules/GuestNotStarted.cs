using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class GuestNotStarted() : FindingRule(
    "proxmox.guest-not-started", FindingSeverity.Warning, "A guest that starts with its host does not run",
    "Start it, or turn `Start at boot` off if it is meant to rest.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Guests
        .Where(it => it.Facts.Text("template") != "true" && it.Facts.Text("onboot") == "true" && it.Facts.Text("status") == "stopped" && it.Facts.Text("lock").Length == 0)
        .Select(it => Found(it.Address, $"{it.Name} is stopped.", "onboot = 1, status stopped"));
}
