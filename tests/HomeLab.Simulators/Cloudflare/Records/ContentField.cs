namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>One part of a structured type's content.</summary>
sealed record ContentField(string Name, FieldKind Kind);

enum FieldKind
{
    /// <summary>0 to 255.</summary>
    Byte,

    /// <summary>0 to 65535.</summary>
    Short,
    Decimal,

    /// <summary>A decimal with the unit m.</summary>
    Metres,
    Word,
    Quoted,
    Host,

    /// <summary>All that is left.</summary>
    Rest,
}
