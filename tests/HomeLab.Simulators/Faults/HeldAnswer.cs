namespace HomeLab.Simulators.Faults;

static class HeldAnswer
{
    /// <summary>Runs the request to its end without letting a byte of the answer out.</summary>
    public static async Task<byte[]> RunAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await next(context);
            return held.ToArray();
        }
        finally
        {
            context.Response.Body = body;
        }
    }
}
