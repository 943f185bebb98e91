namespace HomeLab.Simulators.Clock;

static class ClockApi
{
    sealed record ClockReading(DateTimeOffset Now, double OffsetSeconds);

    sealed record ClockChange(double? AdvanceSeconds, double? OffsetSeconds);

    /// <summary>About 270 years: enough for any certificate, far from the ends of the calendar.</summary>
    const double MaximumSeconds = 1e10;

    public static void MapClock(this WebApplication app)
    {
        app.MapGet("/_sim/clock", Read);
        app.MapPost("/_sim/clock", Turn);
        app.MapDelete("/_sim/clock", (SimulatorClock clock) =>
        {
            clock.Reset();
            return Read(clock);
        });
    }

    static ClockReading Read(SimulatorClock clock) => new(clock.GetUtcNow(), clock.Offset.TotalSeconds);

    static IResult Turn(ClockChange change, SimulatorClock clock)
    {
        var offset = (change.OffsetSeconds ?? clock.Offset.TotalSeconds) + (change.AdvanceSeconds ?? 0);
        if (!(Math.Abs(offset) <= MaximumSeconds))
            return TypedResults.Problem("The offset must stay within 1e10 seconds.", statusCode: StatusCodes.Status400BadRequest);
        clock.Offset = TimeSpan.FromSeconds(offset);
        return TypedResults.Ok(Read(clock));
    }
}
