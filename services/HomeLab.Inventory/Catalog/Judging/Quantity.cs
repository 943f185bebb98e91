using System.Globalization;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Numbers as Kubernetes writes quantities: <c>1500m</c>, <c>2Gi</c>, <c>3</c>.</summary>
static class Quantity
{
    static readonly Dictionary<string, double> Units = new()
    {
        [""] = 1, ["n"] = 1e-9, ["u"] = 1e-6, ["m"] = 1e-3, ["k"] = 1e3, ["M"] = 1e6, ["G"] = 1e9, ["T"] = 1e12, ["P"] = 1e15, ["E"] = 1e18,
        ["Ki"] = 1024, ["Mi"] = 1024d * 1024, ["Gi"] = Math.Pow(1024, 3), ["Ti"] = Math.Pow(1024, 4), ["Pi"] = Math.Pow(1024, 5), ["Ei"] = Math.Pow(1024, 6),
    };

    public static double? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return double.IsFinite(plain) ? plain : null;
        var number = text.TrimEnd("numkKMGTPEi".ToCharArray());
        return Units.TryGetValue(text[number.Length..], out var unit)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value * unit : null;
    }
}
