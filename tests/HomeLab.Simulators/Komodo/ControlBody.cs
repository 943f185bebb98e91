using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo;

/// <summary>What tests and people send to the simulator itself.</summary>
static class ControlBody
{
    /// <returns>The value, or null and why there is none.</returns>
    public static async Task<(T? Value, string Mistake)> ReadAsync<T>(HttpRequest request, IOptions<JsonOptions> json) where T : class
    {
        try
        {
            var value = await request.ReadFromJsonAsync<T>(json.Value.SerializerOptions);
            return (value, value is null ? "The body is a JSON object." : "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, exception.Message);
        }
    }

    public static ProblemHttpResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status400BadRequest);
}
