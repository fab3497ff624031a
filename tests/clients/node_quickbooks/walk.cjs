// What a user of node-quickbooks does, against the emulator named on the command line; prints what came back as JSON.
//   node walk.cjs URL REALM ACCESS_TOKEN REFRESH_TOKEN
const QuickBooks = require('node-quickbooks')
const { Readable } = require('node:stream')
const { promisify } = require('node:util')

const [, , url, realm, accessToken, refreshToken] = process.argv
QuickBooks.TOKEN_URL = `${url}/oauth2/v1/tokens/bearer`
QuickBooks.V3_ENDPOINT_BASE_URL = `${url}/v3/company/`
const qb = new QuickBooks(
  'emulator-client', 'emulator-secret', accessToken, false, realm, true, false, 75, '2.0', refreshToken)
const call = (name, ...given) => promisify(qb[name].bind(qb))(...given)
const rows = (answer, entity) => answer.QueryResponse[entity] || []
const refusal = promise => promise.then(() => 'not refused', error => (error.Fault || error.response.data.Fault).Error[0].code)

async function walk() {
  const told = {}
  const customer = await call('createCustomer', { DisplayName: "Dylan Sollfrank's" })
  await call('createCustomer', { DisplayName: 'Freeman Sporting Goods' })
  told.taken = await refusal(call('createCustomer', { DisplayName: 'Freeman Sporting Goods' }))
  told.byName = rows(await call('findCustomers', { DisplayName: "Dylan Sollfrank's" }), 'Customer').map(each => each.Id)
  told.like = rows(await call('findCustomers', [{ field: 'DisplayName', value: 'F%', operator: 'LIKE' }]), 'Customer').length
  told.among = rows(await call('findCustomers', { Id: [customer.Id, '99999'] }), 'Customer').length
  told.text = rows(await call('findCustomers', "where Active in (true, false) orderby DisplayName desc"), 'Customer').length
  told.all = rows(await call('findCustomers', { fetchAll: true, limit: 1 }), 'Customer').length
  told.counted = (await call('findCustomers', { count: true })).QueryResponse.totalCount

  const [income] = rows(await call('findAccounts', { AccountType: 'Income', limit: 1 }), 'Account')
  const item = await call('createItem', {
    Name: 'Trimming', Type: 'Service', UnitPrice: 35, IncomeAccountRef: { value: income.Id } })
  const line = { Amount: 70, DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: item.Id }, Qty: 2, UnitPrice: 35 } }
  const sale = { CustomerRef: { value: customer.Id }, Line: [line], BillEmail: { Address: 'dylan@example.com' } }
  const invoice = await call('createInvoice', sale)
  const edited = await call('updateInvoice', { Id: invoice.Id, SyncToken: invoice.SyncToken, PrivateNote: 'Called' })
  told.edited = [edited.PrivateNote, edited.TotalAmt, edited.SyncToken]
  told.stale = await refusal(call('updateInvoice', { Id: invoice.Id, SyncToken: '0', PrivateNote: 'Late' }))
  told.pdf = Buffer.from(await call('getInvoicePdf', invoice.Id)).subarray(0, 5).toString('latin1')
  told.sent = (await call('sendInvoicePdf', invoice.Id, 'bills@example.com')).EmailStatus
  told.paid = (await call('createPayment', { CustomerRef: { value: customer.Id }, TotalAmt: 70,
    Line: [{ Amount: 70, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }] })).UnappliedAmt
  told.open = (await call('getInvoice', invoice.Id)).Balance
  const [estimate, second] = [await call('createEstimate', sale), await call('createInvoice', sale)]
  told.deleted = (await call('deleteEstimate', estimate.Id)).Estimate.status
  told.voided = (await call('voidInvoice', second.Id)).Invoice.TotalAmt

  told.batch = (await call('batch', [
    { bId: '1', operation: 'create', Customer: { DisplayName: 'Red Rock Diner' } },
    { bId: '2', operation: 'create', Customer: { DisplayName: 'Red Rock Diner' } },
    { bId: '3', Query: 'select count(*) from Customer' }
  ])).BatchItemResponse.map(each => Object.keys(each).filter(key => key !== 'bId').join())
  told.changesTooOld = await refusal(call('changeDataCapture', ['Invoice', 'Estimate'], '2020-01-01'))
  const since = new Date(Date.now() - 3600e3)
  told.changes = (await call('changeDataCapture', 'Customer,Estimate', since)).CDCResponse[0].QueryResponse.length
  told.report = (await call('reportProfitAndLoss', { start_date: '2026-01-01', end_date: '2026-12-31' })).Header.ReportName
  const file = await call('upload', 'note.txt', 'text/plain', Readable.from([Buffer.from('Hello')]), 'Invoice', invoice.Id)
  told.file = [file.FileName, file.AttachableRef[0].EntityRef.value === invoice.Id]
  const taxed = await call('createTaxService', { TaxCode: 'Lakeside',
    TaxRateDetails: [{ TaxRateName: 'Lake County', RateValue: 7.25, TaxAgencyId: '1', TaxApplicableOn: 'Sales' }] })
  told.taxCode = (await call('getTaxCode', taxed.TaxCodeId)).Name
  told.company = (await call('getCompanyInfo', realm)).CompanyName.length > 0
  told.preferences = typeof (await call('getPreferences')).TaxPrefs
  told.refreshed = (await call('refreshAccessToken')).access_token !== accessToken
  console.log(JSON.stringify(told))
}

walk().catch(error => {
  console.error(error.response ? JSON.stringify(error.response.data) : error)
  process.exit(1)
})
