namespace HomeLab.Simulators.Proxmox.State;

/// <summary>How a task goes that is started from now on.</summary>
/// <param name="Type">Such as <c>qmstart</c>, or <c>*</c>.</param>
/// <param name="Id">Such as <c>100</c>, or <c>*</c>.</param>
/// <param name="Node">A node's name, or <c>*</c>.</param>
/// <param name="ExitStatus">What it fails with, or <c>WARNINGS: n</c>, with which it succeeds; null: it goes well.</param>
/// <param name="Seconds">How long it takes; null: as long as usual.</param>
/// <param name="Times">So many tasks, then no more; null: without end.</param>
public sealed record Outcome(
    string Type = "*", string Id = "*", string Node = "*", string? ExitStatus = null, double? Seconds = null, int? Times = null)
{
    internal bool Covers(string type, string id, string node) => Is(Type, type) && Is(Id, id) && Is(Node, node);

    static bool Is(string pattern, string value) => pattern == "*" || pattern == value;
}
