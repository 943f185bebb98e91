namespace HomeLab.Inventory.Repositories.Variables;

/// <summary>The braces of <c>${…}</c>, which may stand in each other.</summary>
static class Braces
{
    /// <param name="from">Behind the opening one.</param>
    /// <returns>Where the closing one is; -1: nowhere.</returns>
    public static int End(string text, int from)
    {
        var depth = 1;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '{' && text[i - 1] == '$')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return i;
        }
        return -1;
    }
}
