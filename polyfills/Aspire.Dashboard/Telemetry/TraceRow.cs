namespace Aspire.Dashboard.Telemetry;

/// <summary>A span's place in the waterfall. <paramref name="LacksParent"/>: its parent has not arrived.</summary>
sealed record TraceRow(Span Span, int Depth, bool LacksParent);
