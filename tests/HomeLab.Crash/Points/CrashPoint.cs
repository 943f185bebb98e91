namespace HomeLab.Crash.Points;

/// <summary>A place before or after one input or output, told from others by what it is and the how manieth of its kind.</summary>
/// <param name="Label"><c>before sql COMMIT</c>, <c>after http POST /zones/*/dns_records</c>, <c>before amqp publish …</c>.</param>
readonly record struct CrashPoint(string Label, int Occurrence)
{
    public override string ToString() => $"{Label} #{Occurrence}";
}
