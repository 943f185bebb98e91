namespace HomeLab.Simulators.Faults;

static class FaultsApi
{
    public static void MapFaults(this WebApplication app)
    {
        app.MapGet("/_sim/faults", (FaultSwitchboard faults) => faults.Armed);
        app.MapPost("/_sim/faults", Arm);
        app.MapDelete("/_sim/faults/{id:int}", (int id, FaultSwitchboard faults) =>
            faults.Remove(id) ? Results.NoContent() : Results.NotFound());
        app.MapDelete("/_sim/faults", (FaultSwitchboard faults) =>
        {
            faults.Clear();
            return TypedResults.NoContent();
        });
    }

    static IResult Arm(FaultRule rule, FaultSwitchboard faults)
    {
        if (rule.Mistakes().ToList() is { Count: > 0 } mistakes)
            return TypedResults.Problem(string.Join(' ', mistakes), statusCode: StatusCodes.Status400BadRequest);
        return TypedResults.Ok(faults.Add(rule));
    }
}
