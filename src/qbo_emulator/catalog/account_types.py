"""Account types with their sub-types, the default first (Intuit, Account; XSD AccountTypeEnum, AccountSubTypeEnum)."""

CLASSIFICATION = {
    "Bank": "Asset",
    "Accounts Receivable": "Asset",
    "Other Current Asset": "Asset",
    "Fixed Asset": "Asset",
    "Other Asset": "Asset",
    "Accounts Payable": "Liability",
    "Credit Card": "Liability",
    "Other Current Liability": "Liability",
    "Long Term Liability": "Liability",
    "Equity": "Equity",
    "Income": "Revenue",
    "Other Income": "Revenue",
    "Expense": "Expense",
    "Other Expense": "Expense",
    "Cost of Goods Sold": "Expense",
}
"""Account type to classification."""

SUB_TYPES = {
    "Bank": "CashOnHand Checking MoneyMarket RentsHeldInTrust Savings TrustAccounts CashAndCashEquivalents"
    " OtherEarMarkedBankAccounts",
    "Accounts Receivable": "AccountsReceivable",
    "Other Current Asset": "EmployeeCashAdvances AllowanceForBadDebts DevelopmentCosts Inventory"
    " Investment_MortgageRealEstateLoans Investment_Other Investment_TaxExemptSecurities"
    " Investment_USGovernmentObligations LoansToOfficers LoansToOthers LoansToStockholders OtherCurrentAssets"
    " PrepaidExpenses Retainage UndepositedFunds",
    "Fixed Asset": "FurnitureAndFixtures AccumulatedAmortization AccumulatedDepletion AccumulatedDepreciation"
    " Buildings DepletableAssets FixedAssetComputers FixedAssetCopiers FixedAssetFurniture FixedAssetPhone"
    " FixedAssetPhotoVideo FixedAssetSoftware FixedAssetOtherToolsEquipment IntangibleAssets Land"
    " LeaseholdImprovements MachineryAndEquipment OtherFixedAssets Vehicles",
    "Other Asset": "OtherLongTermAssets AccumulatedAmortizationOfOtherAssets Goodwill LeaseBuyout Licenses"
    " OrganizationalCosts SecurityDeposits",
    "Accounts Payable": "AccountsPayable",
    "Credit Card": "CreditCard",
    "Other Current Liability": "OtherCurrentLiabilities DirectDepositPayable DeferredRevenue"
    " FederalIncomeTaxPayable GlobalTaxPayable GlobalTaxSuspense InsurancePayable LineOfCredit LoanPayable"
    " PayrollClearing PayrollTaxPayable PrepaidExpensesPayable RentsInTrustLiability SalesTaxPayable"
    " StateLocalIncomeTaxPayable TrustAccountsLiabilities UndistributedTips",
    "Long Term Liability": "NotesPayable OtherLongTermLiabilities ShareholderNotesPayable",
    "Equity": "OwnersEquity AccumulatedAdjustment CommonStock EstimatedTaxes Healthcare OpeningBalanceEquity"
    " PaidInCapitalOrSurplus PartnerContributions PartnerDistributions PartnersEquity PersonalExpense"
    " PersonalIncome PreferredStock RetainedEarnings TreasuryStock",
    "Income": "ServiceFeeIncome DiscountsRefundsGiven NonProfitIncome OtherPrimaryIncome SalesOfProductIncome"
    " UnappliedCashPaymentIncome",
    "Other Income": "OtherMiscellaneousIncome DividendIncome InterestEarned OtherInvestmentIncome TaxExemptInterest",
    "Expense": "OtherBusinessExpenses AdvertisingPromotional Auto BadDebts BankCharges CharitableContributions"
    " CommissionsAndFees CostOfLabor DuesSubscriptions Entertainment EntertainmentMeals EquipmentRental"
    " FinanceCosts GlobalTaxExpense Insurance InterestPaid LegalProfessionalFees OfficeExpenses"
    " OfficeGeneralAdministrativeExpenses OtherMiscellaneousServiceCost PayrollExpenses"
    " PromotionalMeals RentOrLeaseOfBuildings RepairMaintenance ShippingFreightDelivery SuppliesMaterials"
    " TaxesPaid Travel TravelMeals UnappliedCashBillPaymentExpense Utilities",
    "Other Expense": "OtherMiscellaneousExpense Amortization Depreciation ExchangeGainOrLoss GasAndFuel HomeOffice"
    " MortgageInterestHomeOffice OtherHomeOfficeExpenses OtherVehicleExpenses ParkingAndTolls"
    " PenaltiesSettlements RentAndLeaseHomeOffice RepairsAndMaintenanceHomeOffice UtilitiesHomeOffice VehicleLoan",
    "Cost of Goods Sold": "SuppliesMaterialsCogs CostOfLaborCos EquipmentRentalCos OtherCostsOfServiceCos"
    " ShippingFreightDeliveryCos",
}
"""Blank-separated, by account type. Which sub-type is the default is documented for few types [likely]."""

TYPE_OF_SUB_TYPE = {sub_type: type_ for type_, listed in SUB_TYPES.items() for sub_type in listed.split()}
