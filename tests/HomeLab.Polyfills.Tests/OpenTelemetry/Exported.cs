using System.Collections.Concurrent;
using OpenTelemetry;

namespace HomeLab.Polyfills.Tests.OpenTelemetry;

/// <summary>Keeps, as text, what one signal of a host exports.</summary>
sealed class Exported<T>(Func<T, string> describe) : BaseExporter<T>
    where T : class
{
    public ConcurrentQueue<string> Seen { get; } = new();

    public override ExportResult Export(in Batch<T> batch)
    {
        foreach (var item in batch)
            Seen.Enqueue(describe(item));
        return ExportResult.Success;
    }
}
