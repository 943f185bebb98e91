using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Faults;

static class FaultsApi
{
    public static void MapFaults(this WebApplication app)
    {
        app.MapGet("/_sim/faults", (FaultSwitchboard faults) => faults.Armed);
        app.MapPost("/_sim/faults", ArmAsync);
        app.MapDelete("/_sim/faults/{id:int}", (int id, FaultSwitchboard faults) =>
            faults.Remove(id) ? Results.NoContent() : Results.NotFound());
        app.MapDelete("/_sim/faults", (FaultSwitchboard faults) =>
        {
            faults.Clear();
            return TypedResults.NoContent();
        });
    }

    static async Task<IResult> ArmAsync(HttpRequest request, FaultSwitchboard faults, IOptions<JsonOptions> json)
    {
        FaultRule? rule;
        try
        {
            rule = await request.ReadFromJsonAsync<FaultRule>(json.Value.SerializerOptions);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        if (rule is null)
            return TypedResults.Problem("A rule is a JSON object.", statusCode: StatusCodes.Status400BadRequest);
        if (rule.Mistakes().ToList() is { Count: > 0 } mistakes)
            return TypedResults.Problem(string.Join(' ', mistakes), statusCode: StatusCodes.Status400BadRequest);
        return TypedResults.Ok(faults.Add(rule));
    }
}
