namespace HomeLab.Crash.Workload;

/// <summary>A record as the zone should hold it.</summary>
readonly record struct WantedRecord(string Name, string Type, string Content)
{
    public override string ToString() => $"{Name} {Type} {Content}";
}
