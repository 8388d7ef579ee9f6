@{
    ExcludeRules = @(
        # Pester's blocks share their variables, which the analyzer does not know.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Variables of a job's own param block are taken for those of the caller.
        'PSUseUsingScopeModifierInNewRunspaces'
        # Helpers of tests change nothing that anybody would want to confirm; the secrets of tests are none.
        'PSUseShouldProcessForStateChangingFunctions'
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # PowerShell 7 reads UTF-8 without a mark.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
